using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Syndication.Worker.Hosting;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Mail;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication run</c>: the service.</summary>
internal static class RunCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("run", "Watch the folder, serve the feeds and send the digests, until stopped. Example: syndication run --config /etc/syndication/appsettings.json");
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetValue(CommandLine.Config), terminal, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? configFile, Terminal terminal, CancellationToken cancellationToken)
    {
        var loaded = SettingsLoader.Load(new SettingsRequest { ConfigFile = configFile });
        await using var application = ServiceApplication.Create(loaded);
        await StartCheck.RunAsync(loaded, application.Services, cancellationToken);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new SettingsException(loaded.File, [new SettingsFault("Kestrel", $"{exception.Message} Stop the other program, or set Kestrel:Endpoints:Http:Url to another address.")]);
        }

        await SayWhereAsync(application, loaded.Settings, terminal);
        await application.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Done;
    }

    private static async Task SayWhereAsync(WebApplication application, ServiceSettings settings, Terminal terminal)
    {
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (var address in addresses)
        {
            await terminal.Out.WriteLineAsync($"Feeds:    {address.TrimEnd('/')}/feeds/");
            await terminal.Out.WriteLineAsync($"Sign-up:  {address.TrimEnd('/')}/subscribe");
        }

        await terminal.Out.WriteLineAsync($"Posts:    {settings.Content.Folder}");
        var mail = settings.Mail.Transport == MailTransportKind.Pickup ? settings.Mail.PickupFolder : string.Create(CultureInfo.InvariantCulture, $"{settings.Mail.Host}:{settings.Mail.Port}");
        await terminal.Out.WriteLineAsync($"Mail to:  {mail}");
        await terminal.Out.WriteLineAsync("Stop with Ctrl+C.");
        await terminal.Out.FlushAsync(CancellationToken.None);
    }
}
