using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Syndication.Worker.Http.Ops;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Hosting.Settings;

/// <summary>Reads <c>Ops</c>.</summary>
internal static class OpsSettingsReader
{
    private const string TokenFileName = "ops-token";

    /// <summary>Reads the section. Without <c>TokenFile</c> the token is kept beside the database, which no web server shows.</summary>
    public static OpsOptions Read(SettingsSection section, string baseFolder, StorageOptions storage)
    {
        var configured = section.Text("TokenFile");
        var defaults = new OpsOptions { TokenFile = Path.GetFullPath(configured ?? Path.Combine(DataFolder(storage), TokenFileName), baseFolder), MakesToken = configured is null };
        var url = section.Text("Url") ?? defaults.Url;
        section.RefuseUnknown();
        if (IsAddress(url)) return defaults with { Url = url };
        section.Fault("Url", $"is '{url}'; it must be an address to listen on, without a path, such as {defaults.Url}.");
        return defaults;
    }

    private static string DataFolder(StorageOptions storage) => storage.Provider == StorageProvider.Sqlite && storage.ConnectionString.Length > 0
        ? Path.GetDirectoryName(new SqliteConnectionStringBuilder(storage.ConnectionString).DataSource)! : "data";

    private static bool IsAddress(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme == Uri.UriSchemeHttp && address.PathBase.Length == 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
