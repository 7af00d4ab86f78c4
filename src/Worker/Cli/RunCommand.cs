using System.CommandLine;
using Syndication.Worker.Hosting;
using Syndication.Worker.Hosting.Settings;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication run</c>: the service.</summary>
internal static class RunCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("run", "Watch the folder, serve the feeds and send the digests, until stopped. Example: syndication run --config /etc/syndication/appsettings.json");
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var loaded = SettingsLoader.Load(new SettingsRequest { ConfigFile = arguments.GetValue(CommandLine.Config) });
            await using var application = ServiceApplication.Create(loaded);
            await application.RunAsync(cancellationToken);
            await terminal.Out.FlushAsync(CancellationToken.None);
            return ExitCodes.Done;
        });
        return command;
    }
}
