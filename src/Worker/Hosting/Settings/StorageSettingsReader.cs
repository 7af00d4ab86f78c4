using Microsoft.Data.Sqlite;
using Npgsql;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Hosting.Settings;

/// <summary>Reads <c>Storage</c>.</summary>
internal static class StorageSettingsReader
{
    /// <summary>Reads the section; a SQLite file's path is made absolute.</summary>
    public static StorageOptions Read(SettingsSection section, string baseFolder)
    {
        var provider = section.Choice("Provider", StorageProvider.Sqlite);
        var text = section.Secret("ConnectionString", baseFolder);
        section.RefuseUnknown();
        if (text is null && provider == StorageProvider.Postgres) section.Fault("ConnectionString", "is missing. Example: Host=localhost;Database=syndication;Username=syndication");
        try
        {
            return new StorageOptions { Provider = provider, ConnectionString = Normalise(provider, text, baseFolder) };
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            section.Fault("ConnectionString", $"cannot be used: {exception.Message}");
            return new StorageOptions { ConnectionString = "" };
        }
    }

    private static string Normalise(StorageProvider provider, string? text, string baseFolder)
    {
        if (provider == StorageProvider.Postgres) return new NpgsqlConnectionStringBuilder(text ?? "").ToString();
        var builder = new SqliteConnectionStringBuilder(text ?? "Data Source=data/syndication.db");
        builder.DataSource = Path.GetFullPath(builder.DataSource, baseFolder);
        return builder.ToString();
    }
}
