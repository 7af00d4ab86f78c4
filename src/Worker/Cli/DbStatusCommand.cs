using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Backups;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication db status</c>: schema, size, counts and holds; changes nothing.</summary>
internal static class DbStatusCommand
{
    private static readonly Option<string> Format = new("--format") { Description = "text, or json for scripts.", DefaultValueFactory = _ => "text" };

    static DbStatusCommand() => Format.AcceptOnlyFromAmong("text", "json");

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("status", "Schema, size, rows by table and holds, without anybody's data. Example: syndication db status --format json") { Format };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsIsAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => TellAsync(arguments, services, terminal, cancellationToken)));
        return command;
    }

    private static async Task<int> TellAsync(ParseResult arguments, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<Database>();
        if (database.File is { } file && !File.Exists(file))
        {
            await terminal.Error.WriteLineAsync($"There is no database yet: {file}");
            return ExitCodes.No;
        }

        var store = new DatabaseStatusStore(database);
        var (schema, known) = (await store.ReadSchemaAsync(cancellationToken), services.GetRequiredService<Migrator>().Newest);
        if (schema != known)
        {
            await terminal.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{database.Dialect.Provider}, schema {schema}; this program knows {known}.{(schema < known ? " It is brought up to date by: syndication db migrate" : "")}"));
            return ExitCodes.No;
        }

        var size = await store.ReadSizeAsync(cancellationToken);
        var rows = await store.CountAsync(cancellationToken);
        var holds = await services.GetRequiredService<HoldStore>().ReadAsync(cancellationToken);
        if (arguments.GetValue(Format) == "json")
        {
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(
                new { engine = database.Dialect.Provider, schema, size, rows = rows.ToDictionary(row => row.Table, row => row.Rows), holds = holds.Select(hold => new { hold.Scope, hold.Kind, hold.Reason, hold.HeldAt }) },
                JsonOutput.Options));
            return ExitCodes.Done;
        }

        await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{database.Dialect.Provider}, schema {schema}, {size / 1e6:0.0} MB"));
        foreach (var (table, count) in rows) await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {table,-20} {count,10}"));
        foreach (var hold in holds) await terminal.Out.WriteLineAsync($"Held, {hold.Scope}: {hold.Advice}");
        return ExitCodes.Done;
    }
}
