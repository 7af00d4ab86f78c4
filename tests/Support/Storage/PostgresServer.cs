using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Syndication.Tests.Support.Storage;

/// <summary>A real PostgreSQL server in a temporary folder, one for the test process, from Debian's packages.</summary>
/// <remarks>The server ends when this process does, however it ends: a shell beside it waits for the end of its standard input.</remarks>
public sealed class PostgresServer
{
    public const string Missing = "PostgreSQL's server is not installed (Debian: postgresql)";

    private static readonly Lazy<Task<PostgresServer?>> Shared = new(() => StartAsync(keepsCommits: false));
    // PostgreSQL refuses to run as root.
    private static readonly string? User = Environment.UserName == "root" ? "nobody" : null;
    private static readonly string[] Installations = ["/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt/postgresql"];

    private readonly string connectionString;
    private readonly string control;
    private readonly string data;
    // Held, so that its standard input stays open as long as this process lives.
    private readonly Process watch;
    private int databases;

    private PostgresServer(string connectionString, Process watch, string control, string data) =>
        (this.connectionString, this.watch, this.control, this.data) = (connectionString, watch, control, data);

    /// <summary>The server of this process, started at the first call; null where none is installed.</summary>
    public static Task<PostgresServer?> SharedAsync() => Shared.Value;

    /// <summary>A server of the test's own, which it may crash and start again: what it has committed it keeps. Null where none is installed.</summary>
    public static Task<PostgresServer?> StartOwnAsync() => StartAsync(keepsCommits: true);

    /// <summary>Ends the server as a crash does.</summary>
    public Task CrashAsync() => RunAsync(User, control, ["stop", "-D", data, "-m", "immediate", "-w"]);

    /// <summary>Stops the server under all who are connected.</summary>
    public Task StopAsync() => RunAsync(User, control, ["stop", "-D", data, "-m", "fast", "-w"]);

    /// <summary>Starts the server again on its old port.</summary>
    public async Task StartAgainAsync()
    {
        var options = (await File.ReadAllTextAsync(Path.Combine(data, "postmaster.opts"))).TrimEnd().Split(" \"").Skip(1).Select(option => option.TrimEnd('"'));
        await RunAsync(User, control, ["start", "-D", data, "-w", "-l", Path.Combine(data, "again.log"), "-o", string.Join(' ', options.Where(option => option != data && option != "-D"))]);
    }

    /// <summary>Ends the server and removes its folder.</summary>
    public async Task EndAsync()
    {
        watch.StandardInput.Close();
        await watch.WaitForExitAsync();
    }

    /// <summary>Makes an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");
        await ExecuteAsync($"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = name, MaxPoolSize = 20 }.ToString();
    }

    /// <summary>Drops a database, whoever is connected to it.</summary>
    public async ValueTask DropDatabaseAsync(string ofDatabase) =>
        await ExecuteAsync($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(ofDatabase).Database} WITH (FORCE)");

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresServer?> StartAsync(bool keepsCommits)
    {
        if (FindBinaries() is not { } binaries) return null;
        var folder = Directory.CreateTempSubdirectory("syndication-pg-").FullName;
        var cluster = Path.Combine(folder, "data");
        var user = User;
        if (user is not null) await RunAsync(null, "chown", [user, folder]);
        await RunAsync(user, Path.Combine(binaries, "initdb"), ["-D", cluster, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"]);
        var port = FreePort();
        const string Watch = """folder=$1; shift; "$@" >"$folder/log" 2>&1 & server=$!; cat >/dev/null; kill -QUIT $(head -n 1 "$folder/data/postmaster.pid"); wait $server; rm -rf "$folder" """;
        string[] settings = ["fsync=off", "synchronous_commit=" + (keepsCommits ? "on" : "off"), "full_page_writes=off", "listen_addresses=127.0.0.1", "max_connections=200"];
        string[] arguments =
        [
            "-c", Watch, "watch", folder, Path.Combine(binaries, "postgres"), "-D", cluster, "-k", folder,
            "-p", port.ToString(CultureInfo.InvariantCulture), .. settings.SelectMany(setting => new[] { "-c", setting }),
        ];
        var process = Start(user, "/bin/sh", arguments, redirectOutput: false);
        var server = new PostgresServer(
            string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=tests;Database=postgres;Timeout=5;Maximum Pool Size=4"), process, Path.Combine(binaries, "pg_ctl"), cluster);
        await server.WaitAsync(Path.Combine(folder, "log"));
        return server;
    }

    private async Task WaitAsync(string log)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await ExecuteAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (attempt < 300 && !watch.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
            }
            catch (NpgsqlException exception)
            {
                throw new InvalidOperationException("PostgreSQL did not start: " + (File.Exists(log) ? await File.ReadAllTextAsync(log) : "no log"), exception);
            }
        }
    }

    private static string? FindBinaries()
    {
        var candidates = Installations.Where(Directory.Exists).SelectMany(folder =>
            Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Reverse().Select(version => Path.Combine(version, "bin")).Append(Path.Combine(folder, "bin")));
        return candidates.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(string? user, string program, string[] arguments)
    {
        using var process = Start(user, program, arguments, redirectOutput: true);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed: {await output} {error}");
    }

    private static Process Start(string? user, string program, string[] arguments, bool redirectOutput)
    {
        var start = new ProcessStartInfo(user is null ? program : "setpriv")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = redirectOutput,
            RedirectStandardError = redirectOutput,
            WorkingDirectory = "/",
        };
        string[] command = user is null ? arguments : ["--reuid", user, "--regid", "65534", "--clear-groups", program, .. arguments];
        foreach (var argument in command) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
