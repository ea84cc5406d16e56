-- work: what is to be done, by whom, until when.
create table work_task (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  kind text not null check (kind ~ '^[a-z_]{2,30}$'),
  subject uuid not null,
  subject_kind text not null check (subject_kind in ('case','ask','resident','parcel','rating','refusal','passed_list')),
  label text check (length(label) <= 40),
  resident uuid,
  route_key text,
  title text not null check (length(title) between 1 and 200),
  title_en text not null check (length(title_en) between 1 and 300),
  holder_kind text not null check (holder_kind in ('post','site','department','resident','bank')),
  holder_post uuid,
  holder_site uuid,
  holder_department text,
  holder text collate "C" not null generated always as (
    case holder_kind when 'post' then 'post:' || holder_post::text when 'site' then 'site:' || holder_site::text
      when 'department' then 'dept:' || holder_department else holder_kind end) stored,
  clock uuid,
  due date,
  green boolean not null,
  consent_scope text check (consent_scope in ('fill_form','submit','proxy_signature','collect','deliver','collect_cash','online_step','share_data','reuse_documents','photo')),
  after uuid[] not null default '{}',
  state text not null check (state in ('waiting','open','done','dropped')),
  made_at timestamptz(3) not null,
  done_at timestamptz(3),
  done_by uuid,
  acted uuid,
  primary key (district, id),
  -- Done in the person's name: only with the row that says on whose consent.
  constraint work_task_consent foreign key (district, acted, id, consent_scope) references materials_acted (district, id, task, scope),
  constraint work_task_done_on_consent check (state <> 'done' or consent_scope is null or acted is not null),
  check (holder_kind <> 'post' or holder_post is not null),
  check (holder_kind <> 'site' or holder_site is not null),
  check (holder_kind <> 'department' or holder_department is not null),
  check ((state in ('done','dropped')) = (done_at is not null))
);
comment on column work_task.label is 'Short code of the case or parcel, for the list. Title and label hold no personal data.';
comment on column work_task.clock is 'Whose date the task follows; else its own due.';
create index work_task_subject on work_task (district, subject);
create index work_task_holder on work_task (district, holder) where state in ('waiting','open');

-- The queue: a narrow row for each open task, gone when it is done. Rebuilt from work_task at any time.
create table work_open (
  district text not null,
  holder text collate "C" not null,
  rank smallint not null check (rank in (0, 1)),
  due date not null default 'infinity',
  task uuid not null,
  area text collate "C" not null,
  subject uuid not null,
  clock uuid,
  amber_on date not null default 'infinity',
  primary key (district, task),
  foreign key (district, task) references work_task (district, id)
);
comment on column work_open.rank is '0 green channel, 1 everyone else.';
create index work_open_queue on work_open (district, holder, rank, due, task);
create index work_open_subject on work_open (district, subject);

create table work_clock (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  subject uuid not null,
  subject_kind text not null check (subject_kind in ('case','ask','resident','parcel','rating','refusal','passed_list')),
  kind text not null check (kind ~ '^[a-z_]{2,30}$'),
  steps jsonb not null,
  started_on date not null,
  due date,
  amber_on date,
  state text not null check (state in ('running','paused','stopped')),
  primary key (district, id)
);
comment on column work_clock.steps is 'Everything entered about the clock, in order; the dates are derived from it (modules/work/domain/clock.ts). due is null while paused and where the year''s calendar is not published.';
create index work_clock_subject on work_clock (district, subject);
create index work_clock_due on work_clock (district, kind, due) where state = 'running';
create index work_clock_undated on work_clock (district, id) where state <> 'stopped' and due is null;

-- What the acting post may take from: its own tasks, those of its site, those of its department.
create function acting_holders() returns text[] language sql stable security definer set search_path = public as $$
  select array_remove(array['post:' || p.id, 'site:' || p.site, case when p.role = 'approver' then 'dept:' || p.department end], null) from network_post p
  where p.district = current_setting('daiban.district', true) and p.id = acting_post()
    and p.role in ('clerk','helper','coordinator','referrer','approver','partner','system')
    and p.valid_from <= today_shanghai() and (p.valid_until is null or p.valid_until >= today_shanghai())
$$;
grant execute on function acting_holders() to daiban_app, daiban_worker;

alter table work_task enable row level security;
create policy work_task_all on work_task
  using (district = (select claimed_district()) and (holder = any ((select acting_holders())::text[]) or in_ranges(area, (select acting_ranges())) or acting_granted(subject)))
  with check (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(subject)));
alter table work_open enable row level security;
create policy work_open_all on work_open
  using (district = (select claimed_district()) and (holder = any ((select acting_holders())::text[]) or in_ranges(area, (select acting_ranges())) or acting_granted(subject)))
  with check (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(subject)));
alter table work_clock enable row level security;
create policy work_clock_all on work_clock
  using (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(subject)))
  with check (district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(subject)));

grant select, insert on work_task, work_open, work_clock to daiban_app;
grant update (holder_kind, holder_post, holder_site, holder_department, state, done_at, done_by, acted) on work_task to daiban_app;
grant update (holder, due, amber_on), delete on work_open to daiban_app;
grant update (steps, started_on, due, amber_on, state) on work_clock to daiban_app;

create view work_v_task with (security_invoker = true) as
  select t.district, t.id, t.area, t.kind, t.subject, t.subject_kind, t.label, t.resident, t.route_key, t.title, t.title_en, t.holder_kind, t.holder_post, t.holder_site,
         t.holder_department, t.holder, coalesce(c.due, t.due) as due, t.green, t.consent_scope, t.after, t.state, t.made_at, t.done_at, t.done_by, t.acted, t.clock
  from work_task t left join work_clock c on c.district = t.district and c.id = t.clock;
create view work_v_clock with (security_invoker = true) as
  select district, id, area, subject, subject_kind, kind, steps, started_on, due, amber_on, state from work_clock;
create view work_v_open with (security_invoker = true) as
  select district, holder, rank, due, task, area, subject, amber_on from work_open;
grant select on work_v_task, work_v_clock, work_v_open to daiban_app;
