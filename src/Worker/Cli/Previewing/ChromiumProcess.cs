using System.Diagnostics;

namespace Syndication.Worker.Cli.Previewing;

/// <summary>A browser without a window, with a profile of its own that goes with it.</summary>
internal sealed class ChromiumProcess : IAsyncDisposable
{
    private const string Listening = "DevTools listening on ";

    private static readonly string[] Arguments =
    [
        "--headless=new", "--remote-debugging-port=0", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run", "--no-default-browser-check",
        "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-extensions", "--disable-sync", "--disable-domain-reliability",
        "--disable-client-side-phishing-detection", "--disable-breakpad", "--disable-crash-reporter", "--metrics-recording-only", "--mute-audio", "--no-pings", "--password-store=basic",
        // Where the site answers in a private network its pictures come from there; nobody is here to be asked.
        "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessSendPreflights",
    ];

    private readonly Process process;
    private readonly string profile;
    private Task drained = Task.CompletedTask;

    private ChromiumProcess(Process process, string profile) => (this.process, this.profile) = (process, profile);

    /// <summary>Where it takes commands.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts it and waits until it takes commands.</summary>
    /// <exception cref="PictureException">It does not start.</exception>
    public static async Task<ChromiumProcess> StartAsync(string program, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("syndication-preview-").FullName;
        var start = new ProcessStartInfo(program, [.. Arguments, "--user-data-dir=" + folder]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        // Its sandbox refuses to run as root.
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess) start.ArgumentList.Add("--no-sandbox");
        // An account of a service may have no home to write to.
        foreach (var home in new[] { "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME" }) start.Environment[home] = folder;
        start.ArgumentList.Add("about:blank");
        var browser = new ChromiumProcess(new Process { StartInfo = start }, folder);
        try
        {
            await browser.BeginAsync(cancellationToken);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it with all it started, and removes its profile.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            await drained;
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException)
        {
            // It never started, or has ended.
        }

        process.Dispose();
        for (var attempt = 0; attempt < 3 && Directory.Exists(profile); attempt++)
        {
            try
            {
                Directory.Delete(profile, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A child that is dying still wrote to it.
            }
        }
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new PictureException($"{process.StartInfo.FileName} cannot be started: {exception.Message}");
        }

        process.StandardInput.Close();
        // What it says must be read, or it would stop when the pipe is full.
        drained = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        var said = "";
        while (await process.StandardError.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0) said = line;
            if (!line.StartsWith(Listening, StringComparison.Ordinal)) continue;
            Address = new Uri(line[Listening.Length..].Trim());
            drained = Task.WhenAll(drained, process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None));
            return;
        }

        throw new PictureException($"{process.StartInfo.FileName} ended at once: {said}");
    }
}
