-- An internal call that reached nobody has no client and no part of an operator: who placed it and what was dialled is all there is of it.
alter table call add column placed_by text, add column dialled text;
