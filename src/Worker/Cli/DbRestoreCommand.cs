using System.CommandLine;
using System.Globalization;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Backups;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication db restore</c>: a backup in the database's place; those who left since stay away, and nothing is mailed until ops say from when.</summary>
internal static class DbRestoreCommand
{
    private static readonly Argument<FileInfo> File = new("FILE") { Description = "A copy that db backup made." };

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("restore", "Put a backup in the database's place; the service must be stopped. Example: syndication db restore /var/backups/syndication-20261122.db") { File };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsIsAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => RestoreAsync(arguments.GetRequiredValue(File).FullName, services, terminal, cancellationToken)));
        return command;
    }

    private static async Task<int> RestoreAsync(string backup, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<Database>();
        if (database.File is null)
        {
            await terminal.Error.WriteLineAsync($"PostgreSQL restores by itself. Stop the service, then: pg_restore --clean --if-exists --dbname=DATABASE {backup}. At the next start the newsletters are held, since the feeds are newer.");
            return ExitCodes.Cannot;
        }

        var time = services.GetRequiredService<TimeProvider>();
        var result = await new SqliteRestore(database, time).RunAsync(backup, cancellationToken);
        if (result.Fault is { } fault)
        {
            await terminal.Error.WriteLineAsync($"Nothing was restored: {fault}.");
            return ExitCodes.Cannot;
        }

        await HoldAsync(services, time.GetUtcNow(), cancellationToken);
        var journal = services.GetRequiredService<DepartureJournal>().File!;
        var (left, erased, suppressed) = await new DepartureReplay(database, services.GetRequiredService<SuppressionStore>(), time).RunAsync(DepartureJournal.Read(journal), cancellationToken);
        await terminal.Out.WriteLineAsync($"Restored from {backup}.{(result.Aside is { } aside ? $" The database before it: {aside}" : "")}");
        await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Of those who went since: {left} subscriptions ended, {erased} people erased, {suppressed} addresses suppressed."));
        await terminal.Out.WriteLineAsync("Every newsletter is held. Start the service, then say of each until when posts count as announced: syndication editions release NEWSLETTER --announced-through TIME");
        return ExitCodes.Done;
    }

    private static async Task HoldAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var seen = (await services.GetRequiredService<ServiceStateStore>().ReadMarkAsync(cancellationToken)).Seen;
        var from = seen is { } moment ? moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) : "an unknown time";
        foreach (var newsletter in services.GetRequiredService<ServiceSettings>().Newsletters)
        {
            var hold = new Hold
            {
                Scope = Hold.ScopeOf(newsletter.Name),
                Kind = HoldKind.OlderDatabase,
                Reason = $"A backup was restored, which is from {from}. What was mailed since it does not know.",
                HeldAt = now,
            };
            await services.GetRequiredService<HoldStore>().SetAsync(hold, [], cancellationToken);
        }
    }
}
