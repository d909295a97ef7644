-- A published test never changes, so a corrected one is another test: the package that brings it retires the old one.
-- Who planned or took the old test keeps it; it can no longer be planned.
create table retired_test (
  test_code text primary key references test,
  package_code text not null,
  package_version int not null,
  retired_at timestamptz not null,
  foreign key (package_code, package_version) references content_package
);
grant select on retired_test to inbeeld_app, inbeeld_platform;
grant insert on retired_test to inbeeld_platform;
