-- Rights start from nothing: a table or function is used only by whom a later migration names.
-- The roles themselves belong to the cluster and are made before (platform/db/roles.ts).

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO daiban_app, daiban_auth, daiban_worker, daiban_public;

-- PostgreSQL lets everyone execute a new function; SECURITY DEFINER functions make that a hole.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
