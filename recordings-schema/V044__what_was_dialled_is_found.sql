-- A call within the house has no number but what was dialled; found by a part of it, like the numbers outside.
create index call_dialled_part on call using gin (dialled gin_trgm_ops) where merged_into is null and direction = 'internal';
