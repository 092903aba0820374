-- A checksum of each row, so that damage is noticed. A catalogue without them is
-- made anew, not brought forward: the stamps in it are of another kind too.

alter table files add column sum integer not null default 0;
