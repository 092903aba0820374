-- What the files of one root said when they were last read. All of it can be
-- made again from the files.

create table files (
  row      integer primary key,  -- a file that was read again gets a new, larger one
  key      integer not null unique, -- the 12 hex digits of its id, as a number
  path     blob not null,        -- in the root with slashes, as the file system spells it
  stamp    integer not null,     -- tells this state of the file from others
  item     text,                 -- of its article as JSON; null: there is nothing to list
  problems text                  -- that it had, as JSON; null: none
) strict;

create index files_problems on files (row) where problems is not null;

-- The file of columns that holds what was in the table at one moment. What has a
-- larger row than any had then came later, and what is in the table gone went
-- since. Without that file all is here nevertheless.
create table packed (
  name text not null
) strict;

create table gone (
  key integer primary key
) strict;
