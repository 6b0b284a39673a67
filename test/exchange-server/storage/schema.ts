/**
 * The tables of a storage file, as steps from one version to the next; the file's `user_version` counts the steps done.
 *
 * `created`, `updated`, `read` and `deleted` are the numbers of the last change of each kind (0: never), from which the
 * change logs are made again. What was deleted has no `data`. A content belongs to every item that links to it, so that
 * copies and moves write no bytes.
 */
export const SCHEMA_STEPS: readonly string[] = [
  `create table mailbox (
     address text primary key,
     sequence integer not null,
     numbers integer not null
   ) strict;
   create table folder (
     id text primary key,
     mailbox text not null references mailbox,
     created integer not null,
     updated integer not null,
     deleted integer not null,
     data text
   ) strict;
   create index folder_of_mailbox on folder (mailbox, created);
   create table item (
     id text primary key,
     folder text not null references folder,
     created integer not null,
     updated integer not null,
     read integer not null,
     deleted integer not null,
     data text
   ) strict;
   create index item_of_folder on item (folder, created);
   create table content (
     id integer primary key,
     bytes blob not null
   ) strict;
   create table item_content (
     item text not null references item on delete cascade,
     content integer not null references content,
     primary key (item, content)
   ) strict, without rowid;
   create index item_of_content on item_content (content);`,
]
