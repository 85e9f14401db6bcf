-- A site that is off the register: from which day, and why. It is patrolled and probed no more, and can be put back.
alter table patrol_site add retired_on date;
alter table patrol_site add retired_because text;
alter table patrol_site add check ((retired_on is null) = (retired_because is null));

-- Why a finding is gone when no patrol saw that it was; null for one that two clean looks missed.
alter table site_finding add gone_because text;
alter table site_finding add check (gone_because is null or gone_at is not null);
