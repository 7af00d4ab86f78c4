using System.Globalization;

namespace Syndication.Tests.Support.Programs;

/// <summary>Postfix's smtp-sink: a real SMTP server that keeps each message in a file.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    public const string Missing = "smtp-sink is not installed (Debian: postfix)";

    private const string Program = "/usr/sbin/smtp-sink";

    private readonly RunningProgram running;

    private SmtpSink(RunningProgram running, int port, string folder) => (this.running, Port, Folder) = (running, port, folder);

    public static bool IsInstalled => File.Exists(Program);

    public int Port { get; }

    /// <summary>Where the messages are, a file each.</summary>
    public string Folder { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="folder">Where messages go; a later server may go on in it.</param>
    /// <param name="port">A port of the loopback interface; else a free one.</param>
    /// <param name="options">Options of its own, such as <c>-W .:1</c>.</param>
    public static async Task<SmtpSink> StartAsync(string folder, int? port = null, params string[] options)
    {
        var chosen = port ?? FreePort.Find();
        Directory.CreateDirectory(folder);
        // It refuses to run as root without being told to stay root.
        var started = RunningProgram.Start(Program,
        [
            "-u", Environment.UserName, .. options, "-d", Path.Combine(folder, "m."), "127.0.0.1:" + chosen.ToString(CultureInfo.InvariantCulture), "500",
        ]);
        await Eventually.BeTrueAsync(async () => started.HasEnded || await FreePort.IsTakenAsync(chosen), () => started.Everything);
        return started.HasEnded ? throw new InvalidOperationException(started.Everything) : new SmtpSink(started, chosen, folder);
    }

    /// <summary>The messages that arrived whole.</summary>
    public static IReadOnlyList<SunkMessage> Read(string folder) =>
        [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(SunkMessage.Read).OfType<SunkMessage>()];

    /// <summary>The messages that arrived whole.</summary>
    public IReadOnlyList<SunkMessage> Read() => Read(Folder);

    /// <summary>Waits until a number of digests is there.</summary>
    /// <exception cref="TimeoutException">Fewer came.</exception>
    public Task WaitForDigestsAsync(int count) => Eventually.BeTrueAsync(
        () => Read().Count(message => message.IsDigest) >= count,
        () => string.Create(CultureInfo.InvariantCulture, $"{Read().Count(message => message.IsDigest)} of {count} digests came"));

    public ValueTask DisposeAsync() => running.DisposeAsync();
}
