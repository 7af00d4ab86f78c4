using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Syndication.Feeds.Content;
using Syndication.Worker.Hosting;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Http.Ops;
using Syndication.Worker.Mail;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication run</c>: the service.</summary>
internal static class RunCommand
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(3);

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("run", "Watch the folder, serve the feeds and send the digests, until stopped. Example: syndication run --config /etc/syndication/appsettings.json");
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetValue(CommandLine.Config), terminal, cancellationToken));
        return command;
    }

    /// <summary>Runs the service until it is stopped.</summary>
    public static async Task<int> RunAsync(string? configFile, Terminal terminal, CancellationToken cancellationToken)
    {
        // Signals are listened for once this returns; SQLite would first make the database without a pause.
        await Task.Yield();
        var loaded = SettingsLoader.Load(new SettingsRequest { ConfigFile = configFile });
        await using var application = ServiceApplication.Create(loaded, ReadAhead(loaded.Settings, cancellationToken));
        // A token that was given to the start would count in hosted services as a failure of theirs.
        await using var told = cancellationToken.Register(application.Lifetime.StopApplication);
        try
        {
            await StartCheck.RunAsync(loaded, application.Services, cancellationToken);
            await ListenAsync(application, loaded);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || application.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Stopped before it was up, as a large first pass may be: what is written is whole, the next start goes on.
            await StopAsync(application);
            return ExitCodes.Done;
        }

        await SayWhereAsync(application, loaded.Settings, terminal);
        await application.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Done;
    }

    /// <summary>Begins to read the posts while all else is put together; a repository's checkout may still move.</summary>
    private static Action<WebApplicationBuilder>? ReadAhead(ServiceSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Git is not null) return null;
        var scanner = new ContentScanner(settings.Content, new PostParser(settings.Site, settings.Content), TimeProvider.System);
        _ = scanner.ReadAhead(cancellationToken);
        return builder => builder.Services.AddSingleton(scanner);
    }

    /// <summary>Starts everything; where the address cannot be had, what has started already ends well before that is told.</summary>
    private static async Task ListenAsync(WebApplication application, LoadedSettings loaded)
    {
        try
        {
            await application.StartAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException { InnerException: AddressInUseException } or SocketException)
        {
            await StopAsync(application);
            if (IsAboutOps(exception, loaded.Settings.Ops.Url)) throw new SettingsException(loaded.File, [new SettingsFault("Ops:Url", $"cannot be listened on: {exception.Message}")]);
            throw new SettingsException(loaded.File, [new SettingsFault("Kestrel", exception is SocketException
                ? $"names an address that cannot be listened on: {exception.Message}. Set Kestrel:Endpoints:Http:Url to one of this machine; ports below 1024 are root's."
                : $"{exception.Message} Stop the other program, or set Kestrel:Endpoints:Http:Url to another address.")]);
        }
    }

    private static async Task StopAsync(WebApplication application)
    {
        // The scheduler would wait all the time it may for a start that has failed.
        using var patience = new CancellationTokenSource(StopPatience, TimeProvider.System);
        await application.StopAsync(patience.Token);
    }

    /// <summary>Kestrel names the address in its message alone.</summary>
    private static bool IsAboutOps(Exception exception, string url)
    {
        var port = BindingAddress.Parse(url).Port.ToString(CultureInfo.InvariantCulture);
        return exception.Message.Contains($":{port}:", StringComparison.Ordinal);
    }

    private static async Task SayWhereAsync(WebApplication application, ServiceSettings settings, Terminal terminal)
    {
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var ops = application.Services.GetRequiredService<OpsListener>().Address;
        foreach (var address in addresses.Where(address => address != ops))
        {
            await terminal.Out.WriteLineAsync($"Feeds:    {address.TrimEnd('/')}/feeds/");
            await terminal.Out.WriteLineAsync($"Sign-up:  {address.TrimEnd('/')}/subscribe");
        }

        await terminal.Out.WriteLineAsync($"Posts:    {settings.Content.Folder}");
        var mail = settings.Mail.Transport == MailTransportKind.Pickup ? settings.Mail.PickupFolder : string.Create(CultureInfo.InvariantCulture, $"{settings.Mail.Host}:{settings.Mail.Port}");
        await terminal.Out.WriteLineAsync($"Mail to:  {mail}");
        await terminal.Out.WriteLineAsync($"Ops:      {ops}/metrics, with the token in {settings.Ops.TokenFile}");
        await terminal.Out.WriteLineAsync("Stop with Ctrl+C.");
        await terminal.Out.FlushAsync(CancellationToken.None);
    }
}
