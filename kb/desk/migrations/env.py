"""What Alembic runs: the steps over the connection that it is given."""

from alembic import context

from kb.desk.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
