-- What is known of feeds between two fetches. Times are milliseconds since 1970 in
-- UTC; 0: never, or not known.

create table feeds (
  id        integer primary key,
  address   text not null unique,       -- as the subscription has it, without a password
  current   text not null default '',   -- that is asked, where the feed has moved for good; else empty
  folder    text not null unique,       -- of its articles, below the feeds' folder; never changes
  shown     text not null default '[]', -- path of categories of its articles, as JSON
  stale     integer not null default 0, -- 1: some of its articles have another path yet
  level     integer not null default 0, -- what tells its entries apart
  etag      text not null default '',   -- validators as they came
  modified  text not null default '',
  validated integer not null default 0, -- since when there are validators
  body      blob not null default x'',  -- SHA-256 of the document that was read last
  asked     integer not null default 0, -- last
  answered  integer not null default 0, -- well, last
  news      integer not null default 0, -- when something new came last
  pause     integer not null default 0, -- usual time between news
  due       integer not null default 0, -- when it is asked next
  failures  integer not null default 0, -- in a row
  failing   integer not null default 0, -- since when
  kind      text not null default '',   -- of the last failure
  error     text not null default '',   -- its sentence
  moved     text not null default '',   -- where it says that it has moved for good
  moving    integer not null default 0, -- since when it says that
  moves     integer not null default 0, -- how often in a row
  wishes    text not null default '{}'  -- what the document says of how often to ask, as JSON
) strict;

-- Hosts that want to be left alone.
create table hosts (
  name  text primary key,
  until integer not null
) strict, without rowid;

-- One row for each entry that was ever seen, whatever became of its file.
create table entries (
  id      integer primary key,
  feed    integer not null,           -- whose text the file has
  path    text not null unique,       -- below the feeds' folder, with slashes
  hash    blob not null default x'',  -- SHA-256 of what the feed said when the file was written; empty: it has yet to be
  changes integer not null default 0, -- how often that alone changed, and not the entry's own date
  length  integer not null default 0, -- characters of its text
  seen    integer not null,           -- first
  date    integer not null,           -- that it is sorted by
  told    integer not null default 0, -- published as the feed says, where that is another
  updated integer not null default 0, -- as the feed says
  title   text not null default '',   -- folded
  link    text not null default '',   -- without what does not count
  gone    integer not null default 0  -- 1: purged, 2: deleted by hand
) strict;

create index entries_feed on entries (feed);
create index entries_link on entries (link) where link != '';

-- All that ever told an entry from others.
create table keys (
  feed  integer not null,
  key   blob not null,
  entry integer not null,
  primary key (feed, key)
) strict, without rowid;

-- Further feeds that tell of the same article.
create table shares (
  entry   integer not null,
  feed    integer not null,
  written integer not null default 0, -- 1: the article's file tells of that feed
  primary key (entry, feed)
) strict, without rowid;

create index shares_feed on shares (feed, written);

-- Pages that articles link to, whose text is wanted too and is not there.
create table pages (
  entry integer primary key,
  due   integer not null,            -- when it is asked for; 0: not any more
  tries integer not null default 0,  -- that failed
  kind  text not null default '',    -- of the last failure
  error text not null default ''     -- its sentence
) strict;
