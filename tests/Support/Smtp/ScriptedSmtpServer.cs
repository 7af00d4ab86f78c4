using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;

namespace Syndication.Tests.Support.Smtp;

/// <summary>
/// An SMTP server on a loopback port of its own. It accepts every message and keeps it, unless its script says otherwise.
/// </summary>
public sealed class ScriptedSmtpServer : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<SmtpRule> rules = [];
    private readonly List<SmtpSessionLog> sessions = [];
    private readonly List<ReceivedMessage> messages = [];
    private readonly List<Task> running = [];
    private readonly Channel<ReceivedMessage> arrivals = Channel.CreateUnbounded<ReceivedMessage>();
    private readonly Lazy<X509Certificate2> certificate = new(() => TestCertificate.Create(TimeProvider.System));
    private readonly Task accepting;
    private int messageNumber;

    private ScriptedSmtpServer(SmtpServerOptions options)
    {
        Options = options;
        listener.Start();
        accepting = AcceptAsync();
    }

    public SmtpServerOptions Options { get; }

    /// <summary>A name that the certificate holds.</summary>
    public string Host => "localhost";

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The certificate that clients have to trust.</summary>
    public X509Certificate2 Certificate => certificate.Value;

    /// <summary>The sessions so far, in the order in which they began.</summary>
    public IReadOnlyList<SmtpSessionLog> Sessions
    {
        get
        {
            lock (gate)
                return [.. sessions];
        }
    }

    /// <summary>The messages whose final dot arrived, in their order, accepted or not.</summary>
    public IReadOnlyList<ReceivedMessage> Messages
    {
        get
        {
            lock (gate)
                return [.. messages];
        }
    }

    public static ScriptedSmtpServer Start(SmtpServerOptions? options = null) => new(options ?? new SmtpServerOptions());

    /// <summary>Begins a rule of the script; the first rule that applies wins.</summary>
    /// <param name="stage">One of <see cref="SmtpStage"/>.</param>
    /// <param name="argument">A part of the command's argument, such as an address; from DATA on of the recipients' arguments; null for any.</param>
    /// <param name="message">The transaction's number over all sessions, counted from 1 at MAIL; null for any.</param>
    /// <param name="times">How often the rule applies.</param>
    /// <param name="timesEach">How often it applies to one and the same argument.</param>
    public SmtpRule When(string stage, string? argument = null, int? message = null, int times = int.MaxValue, int timesEach = int.MaxValue)
    {
        var rule = new SmtpRule(stage, argument, message, times, timesEach);
        lock (gate)
            rules.Add(rule);
        return rule;
    }

    /// <summary>Waits for the next message whose final dot arrives, each given once.</summary>
    public async Task<ReceivedMessage> ReadMessageAsync(CancellationToken cancellationToken) => await arrivals.Reader.ReadAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        Task[] open;
        lock (gate)
            open = [.. running];
        await Task.WhenAll(open);
        listener.Dispose();
        stopping.Dispose();
        if (certificate.IsValueCreated)
            certificate.Value.Dispose();
    }

    internal int NextMessageNumber() => Interlocked.Increment(ref messageNumber);

    internal SmtpReaction? React(string stage, string argument, int message)
    {
        lock (gate)
        {
            foreach (var rule in rules)
            {
                if (rule.Apply(stage, argument, message) is { } reaction)
                    return reaction;
            }
        }

        return null;
    }

    internal void Add(ReceivedMessage message)
    {
        lock (gate)
            messages.Add(message);
        arrivals.Writer.TryWrite(message);
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptSocketAsync(stopping.Token);
                socket.NoDelay = true;
                lock (gate)
                    running.Add(ServeAsync(socket));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The server stops.
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        SmtpSessionLog log;
        lock (gate)
            sessions.Add(log = new SmtpSessionLog { Number = sessions.Count + 1 });
        await Task.Yield();
        try
        {
            await using var client = new SmtpLineStream(new NetworkStream(socket, ownsSocket: true));
            await new SmtpServerSession(this, client, log).RunAsync(stopping.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or AuthenticationException)
        {
            // The client is gone, did not like the certificate, or the server stops.
        }
        finally
        {
            log.End();
        }
    }
}
