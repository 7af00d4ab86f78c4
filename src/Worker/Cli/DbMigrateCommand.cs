using System.CommandLine;
using System.Globalization;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication db migrate</c>: brings the schema up to date, as every start does.</summary>
internal static class DbMigrateCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("migrate", "Bring the schema up to date, as each start of the service does. Example: syndication db migrate");
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsIsAsync(arguments.GetValue(CommandLine.Config), terminal, async services =>
        {
            var migrator = services.GetRequiredService<Migrator>();
            var steps = await migrator.MigrateAsync(cancellationToken);
            await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Schema {migrator.Newest}; {steps} steps were missing."));
            return ExitCodes.Done;
        }));
        return command;
    }
}
