using System.Data.Common;
using Microsoft.Data.Sqlite;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Http.Ops;
using Syndication.Worker.Mail;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Hosting;

/// <summary>What must be true of the machine before the service starts: folders that can be written, a database of the right schema.</summary>
internal static class StartCheck
{
    /// <summary>Checks everything and brings the schema up to date.</summary>
    /// <param name="loaded">The configuration.</param>
    /// <param name="services">Where the database is.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    /// <exception cref="SettingsException">Something is not true; every fault is listed with its key.</exception>
    public static async Task RunAsync(LoadedSettings loaded, IServiceProvider services, CancellationToken cancellationToken)
    {
        var faults = new List<SettingsFault>();
        var settings = loaded.Settings;
        CheckFolder("Feeds:OutputFolder", settings.Feeds.OutputFolder, faults);
        if (settings.Git is { } git) CheckFolder("Content:Git:CheckoutFolder", git.CheckoutFolder, faults);
        if (settings.Mail.Transport == MailTransportKind.Pickup) CheckFolder("Mail:PickupFolder", settings.Mail.PickupFolder, faults);
        if (settings.Mail.Bounces is { } bounces) CheckFolder("Mail:Bounces:Kept", bounces.Kept, faults);
        if (settings.Storage.Provider == StorageProvider.Sqlite)
        {
            var file = new SqliteConnectionStringBuilder(settings.Storage.ConnectionString).DataSource;
            CheckFolder("Storage:ConnectionString", Path.GetDirectoryName(file)!, faults);
        }

        CheckToken(services, faults);
        if (faults.Count == 0) services.GetRequiredService<DepartureJournal>().Compact();
        if (faults.Count == 0) await MigrateAsync(services.GetRequiredService<Migrator>(), faults, cancellationToken);
        if (faults.Count == 0) faults.AddRange(await services.GetRequiredService<ScheduleCheck>().RunAsync(cancellationToken));
        if (faults.Count > 0) throw new SettingsException(loaded.File, faults);
    }

    private static async Task MigrateAsync(Migrator migrator, List<SettingsFault> faults, CancellationToken cancellationToken)
    {
        try
        {
            await migrator.MigrateAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is MigrationException or DbException)
        {
            faults.Add(new SettingsFault("Storage:ConnectionString", $"names a database that cannot be used: {exception.Message}"));
        }
    }

    private static void CheckToken(IServiceProvider services, List<SettingsFault> faults)
    {
        try
        {
            services.GetRequiredService<OpsToken>();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            var file = services.GetRequiredService<ServiceSettings>().Ops.TokenFile;
            faults.Add(new SettingsFault("Ops:TokenFile", $"is {file}, which cannot be used: {exception.Message}"));
        }
    }

    private static void CheckFolder(string key, string folder, List<SettingsFault> faults)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, string.Create(System.Globalization.CultureInfo.InvariantCulture, $".probe-{Environment.ProcessId}"));
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add(new SettingsFault(key, $"needs the folder {folder}, which cannot be written to: {exception.Message}"));
        }
    }
}
