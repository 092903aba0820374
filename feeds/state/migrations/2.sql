-- Further categories that the articles of a feed are in: a list of paths, as JSON.
alter table feeds add column also text not null default '[]';
