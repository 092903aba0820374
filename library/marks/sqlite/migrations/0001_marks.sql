-- What readers did and chose. Times are microseconds since 1970, UTC; 0 is never.
-- Nothing is ever deleted: a mark that was taken away is a newer one than before.

create table readers (
  number integer primary key,
  name   text not null unique
) strict;

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
  changed    integer not null, -- counts the transactions that changed marks of the reader
  primary key (reader, article)
) strict, without rowid;

create index marks_changed on marks (reader, changed);

create table settings (
  reader  integer not null,
  name    text not null,
  value   text not null,
  changed integer not null, -- when
  primary key (reader, name)
) strict, without rowid;
