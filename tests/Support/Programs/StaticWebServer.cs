using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndication.Tests.Support.Programs;

/// <summary>A real web server with a sample of <c>deploy/</c>, of which only the address and the folder are replaced.</summary>
public sealed partial class StaticWebServer : IAsyncDisposable
{
    public const string NginxMissing = "nginx is not installed (Debian: nginx)";
    public const string CaddyMissing = "caddy is not installed (Debian: caddy)";

    private const string Nginx = "/usr/sbin/nginx";
    private const string Caddy = "/usr/bin/caddy";

    private readonly RunningProgram program;

    private StaticWebServer(RunningProgram program, int port) =>
        (this.program, Address) = (program, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));

    public static bool HasNginx => File.Exists(Nginx);

    public static bool HasCaddy => File.Exists(Caddy);

    public Uri Address { get; }

    /// <summary>nginx with <c>deploy/nginx-static.conf</c>.</summary>
    /// <param name="folder">Where its own files may go.</param>
    /// <param name="root">What <c>/srv/site/public</c> stands for.</param>
    public static Task<StaticWebServer> StartNginxAsync(string folder, string root)
    {
        var port = FreePort.Find();
        var sample = File.ReadAllText(Path.Combine(Places.Repository, "deploy", "nginx-static.conf"));
        var site = Listen().Replace(sample, "", 1);
        site = site.Replace("listen [::]:80;", string.Create(CultureInfo.InvariantCulture, $"listen 127.0.0.1:{port};"), StringComparison.Ordinal)
            .Replace("/srv/site/public", root, StringComparison.Ordinal);
        var temporary = string.Join('\n', new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(name => $"{name}_temp_path {folder}/{name};"));
        var file = Path.Combine(folder, "nginx.conf");
        // A worker of its own account could not read a test's folder.
        var user = Environment.UserName == "root" ? "user root;" : "";
        File.WriteAllText(file, $"daemon off;\nworker_processes 1;\n{user}\npid {folder}/nginx.pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}\n{site}\n}}\n");
        return StartAsync(Nginx, ["-c", file, "-e", "stderr"], port);
    }

    /// <summary>Caddy with <c>deploy/Caddyfile.static</c>.</summary>
    /// <param name="folder">Where its own files may go.</param>
    /// <param name="root">What <c>/srv/site/public</c> stands for.</param>
    public static Task<StaticWebServer> StartCaddyAsync(string folder, string root)
    {
        var port = FreePort.Find();
        var sample = File.ReadAllText(Path.Combine(Places.Repository, "deploy", "Caddyfile.static"));
        var site = sample.Replace("feeds.example.org {", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port} {{"), StringComparison.Ordinal)
            .Replace("/srv/site/public", root, StringComparison.Ordinal);
        var file = Path.Combine(folder, "Caddyfile");
        File.WriteAllText(file, "{\n\tadmin off\n}\n" + site);
        var own = new Dictionary<string, string?>(StringComparer.Ordinal) { ["HOME"] = folder, ["XDG_DATA_HOME"] = folder, ["XDG_CONFIG_HOME"] = folder };
        return StartAsync(Caddy, ["run", "--config", file, "--adapter", "caddyfile"], port, own);
    }

    public ValueTask DisposeAsync() => program.DisposeAsync();

    private static async Task<StaticWebServer> StartAsync(string path, string[] arguments, int port, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var started = RunningProgram.Start(path, arguments, environment);
        await Eventually.BeTrueAsync(async () => started.HasEnded || await FreePort.IsTakenAsync(port), () => started.Everything);
        if (!started.HasEnded) return new StaticWebServer(started, port);
        var everything = started.Everything;
        await started.DisposeAsync();
        throw new InvalidOperationException(everything);
    }

    [GeneratedRegex(@"listen 80;", RegexOptions.None, 1000)]
    private static partial Regex Listen();
}
