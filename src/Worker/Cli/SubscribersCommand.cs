using System.CommandLine;
using System.Data.Common;
using Syndication.Worker.Hosting;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication subscribers</c>: who subscribes to what.</summary>
internal static class SubscribersCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal) => new("subscribers", "Who subscribes to what: add, import, export, show, erase, suppress.")
    {
        SubscribersAddCommand.Create(terminal),
        SubscribersListCommand.Create(terminal),
        SubscribersShowCommand.Create(terminal),
        SubscribersImportCommand.Create(terminal),
        SubscribersExportCommand.Create(terminal),
        SubscribersEraseCommand.Create(terminal),
        SubscribersSuppressCommand.Create(terminal),
        SubscribersUnsuppressCommand.Create(terminal),
    };

    /// <summary>Opens the database that the configuration names, brings it up to date and runs <paramref name="work"/> on it.</summary>
    public static Task<int> RunAsync(string? configFile, Terminal terminal, Func<IServiceProvider, Task<int>> work, CancellationToken cancellationToken) =>
        RunAsIsAsync(configFile, terminal, async services =>
        {
            await services.GetRequiredService<Migrator>().MigrateAsync(cancellationToken);
            return await work(services);
        });

    /// <summary>The same without opening the database.</summary>
    public static async Task<int> RunAsIsAsync(string? configFile, Terminal terminal, Func<IServiceProvider, Task<int>> work)
    {
        var loaded = SettingsLoader.Load(new SettingsRequest { ConfigFile = configFile, MayLackContent = true });
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSyndication(loaded.Settings).AddSubscribing();
        await using var provider = services.BuildServiceProvider();
        try
        {
            return await work(provider);
        }
        catch (Exception exception) when (exception is DbException or MigrationException or IOException or UnauthorizedAccessException)
        {
            await terminal.Error.WriteLineAsync($"The database cannot be used: {exception.Message}");
            return ExitCodes.Cannot;
        }
    }
}
