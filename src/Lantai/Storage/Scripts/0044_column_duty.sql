-- A column of a site may stand for an item that must be published: its cycle is then the item's, and what a patrol finds in it shows that the unit published.
alter table site_column add column duty_item_id bigint references duty_item (id);
