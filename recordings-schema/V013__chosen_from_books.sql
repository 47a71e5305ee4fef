-- Clients and deals keep entries of the reference books instead of words of their own.
alter table client
  add column source_id bigint references book_entry,
  add column status_id bigint references book_entry;
alter table deal
  add column source_id bigint references book_entry,
  add column reason_id bigint references book_entry;

-- A word that no entry has becomes one, offered as it was before, in the spelling used most.
insert into book_entry (book, position, label)
select w.book,
  coalesce((select max(position) from book_entry e where e.book = w.book), 0) + row_number() over (partition by w.book order by w.word),
  jsonb_build_object('ru', w.word, 'en', w.word)
from (
  select distinct on (book, lower(word)) book, word
  from (
    select 'source' as book, source as word from client
    union all select 'source', source from deal
    union all select 'reason-' || s.kind, d.reason from deal d join step s on s.id = d.step_id where s.kind <> 'open'
  ) said
  where word is not null
  group by book, word
  order by book, lower(word), count(*) desc, word
) w
where not exists (
  select from book_entry e where e.book = w.book and lower(w.word) in (lower(e.label->>'ru'), lower(e.label->>'en')));

create function pg_temp.entry(of_book text, word text) returns bigint language sql stable
  return (
    select e.id from book_entry e
    where e.book = of_book and lower(word) in (lower(e.label->>'ru'), lower(e.label->>'en'))
    order by e.position, e.id limit 1);
update client set source_id = pg_temp.entry('source', source) where source is not null;
update deal set source_id = pg_temp.entry('source', source) where source is not null;
update deal d set reason_id = pg_temp.entry('reason-' || s.kind, d.reason)
from step s where s.id = d.step_id and s.kind <> 'open' and d.reason is not null;
drop function pg_temp.entry(text, text);

alter table client drop column source;
alter table deal drop column source, drop column reason;
-- What could be taken back named words.
delete from undo where kind = 'deal';

-- The reason of a deal that was lost by one refusal too many.
insert into book_entry (book, code, position, label)
select 'reason-lost', 'refused', coalesce(max(position), 0) + 1, '{"ru": "Много отказов подряд", "en": "Too many refusals"}'
from book_entry where book = 'reason-lost'
having not coalesce(bool_or(label->>'en' = 'Too many refusals'), false);
update book_entry set code = 'refused', active = true
where id = (select min(id) from book_entry where book = 'reason-lost' and label->>'en' = 'Too many refusals');
