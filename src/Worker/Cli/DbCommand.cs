using System.CommandLine;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication db</c>: the database itself.</summary>
internal static class DbCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal) => new("db", "The database: its state, migration, backup and restore.")
    {
        DbStatusCommand.Create(terminal),
        DbMigrateCommand.Create(terminal),
        DbBackupCommand.Create(terminal),
        DbRestoreCommand.Create(terminal),
    };
}
