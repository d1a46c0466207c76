//! Short words for tables, columns, keys and indexes, so that a migration reads like a list.

use sea_orm_migration::prelude::*;

/// A table of this name.
pub(super) fn create(table: &'static str) -> TableCreateStatement {
    Table::create().table(table).to_owned()
}

/// Columns by their kind; all of them required unless they say `optional`.
pub(super) trait Described {
    fn column(&mut self, column: &mut ColumnDef) -> &mut Self;

    /// `id`, the primary key.
    fn id(&mut self) -> &mut Self {
        self.uuid_key("id")
    }
    fn uuid_key(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).uuid().not_null().primary_key())
    }
    fn text_key(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).text().not_null().primary_key())
    }
    fn uuid(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).uuid().not_null())
    }
    fn optional_uuid(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).uuid().null())
    }
    fn text(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).text().not_null())
    }
    fn optional_text(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).text().null())
    }
    fn bytes(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).blob().not_null())
    }
    fn optional_bytes(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).blob().null())
    }
    fn json(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).json_binary().not_null())
    }
    fn optional_json(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).json_binary().null())
    }
    fn flag(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).boolean().not_null())
    }
    /// 16 bits.
    fn small(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).small_integer().not_null())
    }
    /// 32 bits.
    fn int(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).integer().not_null())
    }
    fn optional_int(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).integer().null())
    }
    /// 64 bits.
    fn number(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).big_integer().not_null())
    }
    fn optional_number(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).big_integer().null())
    }
    fn time(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).timestamp_with_time_zone().not_null())
    }
    fn optional_time(&mut self, name: &'static str) -> &mut Self {
        self.column(ColumnDef::new(name).timestamp_with_time_zone().null())
    }
}

impl Described for TableCreateStatement {
    fn column(&mut self, column: &mut ColumnDef) -> &mut Self {
        self.col(column)
    }
}

/// `column` refers to `table.id`.
pub(super) fn foreign_key(column: &'static str, table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from_col(column)
        .to(table, "id")
        .to_owned()
}

/// `(account_id, workspace_id)` refers to a workspace of the same account.
pub(super) fn workspace_key() -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from_col("account_id")
        .from_col("workspace_id")
        .to_tbl("workspaces")
        .to_col("account_id")
        .to_col("id")
        .to_owned()
}

/// `(workspace_id, column)` refers to a row of `table` in the same workspace.
pub(super) fn tenant_key(column: &'static str, table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from_col("workspace_id")
        .from_col(column)
        .to_tbl(table)
        .to_col("workspace_id")
        .to_col("id")
        .to_owned()
}

/// An index that is for speed alone.
pub(super) fn index(
    table: &'static str,
    name: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    let mut index = Index::create().table(table).name(name).to_owned();
    for column in columns {
        index.col(*column);
    }
    index
}

/// An index that refuses a second row with the same values.
pub(super) fn unique(
    table: &'static str,
    name: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    index(table, name, columns).unique().to_owned()
}

/// The same among the rows that are not deleted.
pub(super) fn unique_live(
    table: &'static str,
    name: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    unique(table, name, columns)
        .and_where(Expr::col("deleted_at").is_null())
        .to_owned()
}
