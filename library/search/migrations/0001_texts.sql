-- What the articles of one root say. All of it can be made again from them.

create table documents (
  row     integer primary key,     -- of the article's text in texts; the newest articles have the smallest
  article integer not null unique, -- the 12 hex digits of its id, as a number
  stamp   integer not null,        -- tells whether the file has changed since
  written integer not null         -- counts the transactions
) strict;

-- The tokens are ours: whatever is not ASCII belongs to one, and | parts paragraphs.
create virtual table texts using fts5(text, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '|'");
