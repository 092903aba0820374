-- Whether the end of the document that was read last was missing.
alter table feeds add column cut integer not null default 0;
