-- evaluation: what people say of the service they got (好差评, 国办发〔2019〕51号), and what was done about a bad word.
-- Nobody changes or deletes a row here: no such right is given. What comes later is a further row.

-- Whether a person worked on a case: has an entry on its stream other than about its rating. Who is rated may not handle the rating.
create function evaluation_worked_on(p_district text, p_case uuid, p_person uuid) returns boolean
language sql stable security definer set search_path = public as $$
  select exists (
    select 1 from ledger l where l.district = p_district and l.stream_id = p_case and l.actor = p_person and not starts_with(l.event, 'evaluation.'))
$$;
grant execute on function evaluation_worked_on(text, uuid, uuid) to daiban_app, daiban_worker;

create table evaluation_rating (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  case_id uuid not null,
  resident uuid not null,
  grade smallint not null check (grade between 1 and 5),
  means text not null check (means in ('code','sms','paper','handed_phone')),
  document uuid,
  words bytea,
  noted_by uuid not null,
  noted_by_rated boolean not null,
  contact_clock uuid,
  mend_clock uuid,
  at timestamptz(3) not null,
  primary key (district, id),
  constraint evaluation_rating_once unique (district, case_id),
  foreign key (district, case_id) references cases_case (district, id),
  foreign key (district, resident) references residents_resident (district, id),
  foreign key (district, document) references materials_document (district, id),
  check ((means = 'paper') = (document is not null)),
  check ((grade <= 2) = (contact_clock is not null)),
  check ((grade <= 2) = (mend_clock is not null))
);
comment on table evaluation_rating is 'One matter, one rating (一事一评): 5 非常满意 4 满意 3 基本满意 2 不满意 1 非常不满意. words are sealed.';
comment on column evaluation_rating.noted_by is 'The post through which it came: the district''s system post where people rated by code, else who noted it.';
comment on column evaluation_rating.noted_by_rated is 'Noted by somebody who worked on the case: counted, and shown as such.';
create index evaluation_rating_list on evaluation_rating (district, at, id);
create index evaluation_rating_bad on evaluation_rating (district, at, id) where grade <= 2;

create table evaluation_callback (
  district text not null,
  id uuid not null,
  area text collate "C" not null,
  case_id uuid not null,
  rating uuid not null,
  kind text not null check (kind in ('call','appeal','withdrawn','set_aside','stands')),
  reached boolean,
  mended boolean,
  satisfied text check (satisfied in ('yes','no','not_said')),
  ground text check (ground in ('malicious','mistaken')),
  words bytea not null,
  by_post uuid not null,
  at timestamptz(3) not null,
  primary key (district, id),
  foreign key (district, rating) references evaluation_rating (district, id),
  check ((kind = 'call') = (reached is not null)),
  check ((kind = 'call') = (mended is not null)),
  check ((kind = 'appeal') = (ground is not null))
);
comment on table evaluation_callback is 'What followed a bad rating: calls, what was put right, an appeal against it and how that ended. words are sealed.';
create index evaluation_callback_rating on evaluation_callback (district, rating, at, id);
create unique index evaluation_callback_mended on evaluation_callback (district, rating) where mended;
create unique index evaluation_callback_closed on evaluation_callback (district, rating) where kind in ('withdrawn','set_aside');

alter table evaluation_rating enable row level security;
create policy evaluation_rating_read on evaluation_rating for select using (
  district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id)));
-- Also when the application is bypassed: a rating by code comes only through the system post, and the flag can't be left out.
create policy evaluation_rating_add on evaluation_rating for insert with check (
  district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id))
  and noted_by = (select acting_post())
  and (means in ('code','sms')) = ((select acting_role()) = 'system')
  and noted_by_rated = (means not in ('code','sms') and evaluation_worked_on(district, case_id, (select acting_person()))));
alter table evaluation_callback enable row level security;
create policy evaluation_callback_read on evaluation_callback for select using (
  district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id)));
create policy evaluation_callback_add on evaluation_callback for insert with check (
  district = (select claimed_district()) and (in_ranges(area, (select acting_ranges())) or acting_granted(case_id))
  and by_post = (select acting_post())
  and exists (select 1 from evaluation_rating r where r.district = evaluation_callback.district and r.id = rating and r.case_id = evaluation_callback.case_id)
  and (kind = 'appeal' or not evaluation_worked_on(district, case_id, (select acting_person()))));
grant select, insert on evaluation_rating, evaluation_callback to daiban_app;

-- What a rating came to. `open`: bad, and nobody has reached the person yet.
create view evaluation_v_rating with (security_invoker = true) as
  select r.district, r.id, r.area, r.case_id, r.resident, r.grade, r.means, r.document, r.noted_by, r.noted_by_rated, r.contact_clock, r.mend_clock, r.at,
    case when r.grade > 2 then 'good' when f.closed is not null then f.closed when f.mended then 'mended' when f.reached then 'contacted' else 'open' end as state,
    coalesce(f.appealed, false) as appealed
  from evaluation_rating r
  left join lateral (
    select bool_or(c.reached) as reached, bool_or(c.mended) as mended, max(c.kind) filter (where c.kind in ('withdrawn','set_aside')) as closed,
      count(*) filter (where c.kind = 'appeal') > count(*) filter (where c.kind in ('stands','set_aside')) as appealed
    from evaluation_callback c where c.district = r.district and c.rating = r.id) f on r.grade <= 2;
comment on view evaluation_v_rating is 'Withdrawn ratings and those set aside stay visible and are not counted.';
grant select on evaluation_v_rating to daiban_app;
