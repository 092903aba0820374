-- Every row has a sum over its columns, by which it is known to be whole, and
-- every reader a sum over all rows, by which it is known that none is missing.
-- The program fills these tables from the old ones, and drops those. Each row
-- holds all that it takes to be understood alone: see salvage.go.

alter table readers rename to old_readers;
alter table marks rename to old_marks;
alter table settings rename to old_settings;
drop index marks_changed;

create table readers (
  number integer not null primary key,
  name   text not null unique,
  sum    integer not null
) strict, without rowid;

-- Whose rows are whose stands in two places of the file.
create index readers_copy on readers (number, name, sum);

create table accounts (
  reader     integer not null primary key, -- 0: all readers together
  first_seen integer not null,
  last_seen  integer not null, -- within an hour
  sessions   integer not null, -- how many at a time; 0: as many as everybody; for 0: the number of the last
                               -- migration, which every later one has to set, for those who cannot trust the header
  quota      integer not null, -- how many rows; 0: as many as everybody
  blocked    integer not null, -- 1: may not log in
  limited    integer not null, -- when the last three were last changed
  changes    integer not null, -- counts the transactions that changed rows of the reader
  rows       integer not null, -- how many the reader has in the tables below; for 0: how many readers there are
  rows_sum   integer not null, -- the sums of all these, joined by exclusive or
  sum        integer not null
) strict, without rowid;

create table marks (
  reader     integer not null,
  article    integer not null, -- the 12 hex digits of its id, as a number
  hash       integer not null, -- tells the article's content where its file has moved; 0: not known
  read       integer not null, -- when it was marked read; 0: unread
  read_at    integer not null, -- when that was last changed
  starred    integer not null, -- when it was starred; 0: not
  starred_at integer not null, -- when that was last changed
  opened     integer not null, -- when it was last left, at the place that follows
  block      integer not null,
  offset     integer not null,
  changed    integer not null, -- in which of the reader's transactions
  sum        integer not null,
  primary key (reader, article)
) strict, without rowid;

create index marks_changed on marks (reader, changed);

-- Articles that were marked read together, by whichever reader was the first.
create table groups (
  number   integer not null unique, -- the first 63 bits of the SHA-256 of the following
  articles blob not null            -- their ids, ascending, in 6 bytes each, then their hashes, in 8 bytes each
) strict;

-- What a reader marked of a group at one time. An article is in one of the rows
-- of a reader and a group at most.
create table group_marks (
  reader   integer not null,
  articles integer not null, -- the number of the group
  at       integer not null,
  read     integer not null, -- 1: read, 0: unread
  members  blob not null,    -- which of the group, a bit each, the first in the lowest; none: all of them
  changed  integer not null,
  sum      integer not null,
  primary key (reader, articles, at, read)
) strict, without rowid;

create table settings (
  reader  integer not null,
  name    text not null,
  value   text not null,
  changed integer not null, -- when
  sum     integer not null,
  unique (reader, name)
) strict;
