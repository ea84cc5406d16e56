-- The application says on /readyz whether it is of the database's version.
grant select on platform_migration to daiban_app;
