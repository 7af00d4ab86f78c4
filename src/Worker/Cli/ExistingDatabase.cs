using Microsoft.Data.Sqlite;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary>The database of commands that ask and make none.</summary>
internal static class ExistingDatabase
{
    /// <summary>Whether there is one.</summary>
    public static bool Exists(StorageOptions storage) =>
        storage.Provider != StorageProvider.Sqlite || File.Exists(new SqliteConnectionStringBuilder(storage.ConnectionString).DataSource);

    /// <summary>Runs a command on it; says so where there is none.</summary>
    public static Task<int> RunAsync(string? configFile, Terminal terminal, Func<IServiceProvider, Task<int>> work, CancellationToken cancellationToken) =>
        SubscribersCommand.RunAsIsAsync(configFile, terminal, async services =>
        {
            if (!Exists(services.GetRequiredService<StorageOptions>()))
            {
                await terminal.Error.WriteLineAsync("There is no database yet, so nobody subscribes and nothing was sent. The service makes it when it first runs.");
                return ExitCodes.No;
            }

            await services.GetRequiredService<Migrator>().MigrateAsync(cancellationToken);
            return await work(services);
        });
}
