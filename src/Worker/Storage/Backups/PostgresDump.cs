using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Syndication.Worker.Storage.Backups;

/// <summary>PostgreSQL's own backup program, given the connection through its environment, where no list of processes shows the password.</summary>
internal static class PostgresDump
{
    /// <summary>The command as ops would type it.</summary>
    public static string Describe(string file) => $"pg_dump --format=custom --file={file}";

    /// <summary>Runs it; null where it worked, else why not.</summary>
    public static async Task<string?> RunAsync(string connectionString, string file, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo("pg_dump") { RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("--format=custom");
        start.ArgumentList.Add("--file=" + file);
        var variables = new (string Name, string? Value)[]
        {
            ("PGHOST", connection.Host), ("PGPORT", connection.Port.ToString(CultureInfo.InvariantCulture)), ("PGUSER", connection.Username),
            ("PGPASSWORD", connection.Password), ("PGDATABASE", connection.Database),
        };
        foreach (var (name, value) in variables.Where(variable => !string.IsNullOrEmpty(variable.Value))) start.Environment[name] = value;
        var isWhole = false;
        try
        {
            MakePrivate(file);
            using var process = Process.Start(start)!;
            var error = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            isWhole = process.ExitCode == 0;
            return isWhole ? null : error.Trim();
        }
        catch (Win32Exception)
        {
            return "pg_dump is not installed (Debian: postgresql-client)";
        }
        finally
        {
            // What is no backup is not left behind under the name of one.
            if (!isWhole) File.Delete(file);
        }
    }

    /// <summary>Made before pg_dump writes into it, so that nobody else ever can read it.</summary>
    private static void MakePrivate(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var made = new FileStream(file, options);
    }
}
