using System.CommandLine;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Backups;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication db backup</c>: one consistent copy, also while the service runs.</summary>
internal static class DbBackupCommand
{
    private static readonly Argument<FileInfo> File = new("FILE") { Description = "The copy; it must not be there yet." };

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("backup", "Copy the database while the service runs. It holds addresses: encrypt it. Example: syndication db backup /var/backups/syndication-20261122.db") { File };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsIsAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => BackUpAsync(arguments.GetRequiredValue(File).FullName, services, terminal, cancellationToken)));
        return command;
    }

    private static async Task<int> BackUpAsync(string target, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        if (System.IO.File.Exists(target))
        {
            await terminal.Error.WriteLineAsync($"{target} is there already; name another file.");
            return ExitCodes.Cannot;
        }

        var database = services.GetRequiredService<Database>();
        var fault = database.File is { } source ? Copy(source, target) : await PostgresDump.RunAsync(services.GetRequiredService<StorageOptions>().ConnectionString, target, cancellationToken);
        if (fault is not null)
        {
            await terminal.Error.WriteLineAsync($"No backup was made: {fault}.{(database.File is null ? " By hand: " + PostgresDump.Describe(target) : "")}");
            return ExitCodes.Cannot;
        }

        await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{target}, {new FileInfo(target).Length / 1e6:0.0} MB{(database.File is null ? "" : ", checked")}. It holds addresses: keep it encrypted, and delete old ones."));
        return ExitCodes.Done;
    }

    /// <summary>A copy that was not whole, or does not check out, is not left behind under the name of a backup.</summary>
    private static string? Copy(string source, string target)
    {
        if (!System.IO.File.Exists(source)) return $"there is no database at {source}";
        var partial = target + ".partial";
        try
        {
            System.IO.File.Delete(partial);
            SqliteBackup.Copy(source, partial);
            if (SqliteBackup.Check(partial) is { } fault) return $"the copy {fault}";
            SqliteBackup.Close(partial);
            System.IO.File.Move(partial, target);
            return null;
        }
        catch (SqliteException exception)
        {
            return exception.Message;
        }
        finally
        {
            foreach (var part in new[] { "", "-wal", "-shm" }) System.IO.File.Delete(partial + part);
        }
    }
}
