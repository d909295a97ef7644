-- What a score means beyond the norm table: the reference levels (referentieniveaus) and the expected advice of group 7.
-- Published content, as norm_table: a correction is a new version, what is there never changes.
create table reference_standard (
  standard_code text not null,
  standard_version int not null,
  subject_code text not null,
  scale_code text not null,
  -- [{"level": "1F", "score": 713.5}, ...], the lowest first: reached from that scale score on
  cuts jsonb not null,
  source text not null,
  synthetic boolean not null,
  valid_from date not null,
  primary key (standard_code, standard_version)
);
create index reference_standard_subject on reference_standard (subject_code, valid_from);

create table advice_rule (
  rule_code text not null,
  rule_version int not null,
  -- content/reference-advice.ts, AdviceRule: parts with their weights and scales, cuts between the advices
  document jsonb not null,
  source text not null,
  synthetic boolean not null,
  valid_from date not null,
  primary key (rule_code, rule_version)
);

grant select on reference_standard, advice_rule to inbeeld_app, inbeeld_platform;
grant insert on reference_standard, advice_rule to inbeeld_platform;
