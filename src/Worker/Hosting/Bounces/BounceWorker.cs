using Syndication.Worker.Hosting.Health;
using Syndication.Worker.Mail;
using Syndication.Worker.Mail.Bounces;
using Syndication.Worker.Newsletters.Bounces;

namespace Syndication.Worker.Hosting.Bounces;

/// <summary>Reads the bounce mailbox and maildir again and again; a mail is deleted once what follows from it is committed.</summary>
/// <param name="mail">Where mails come in.</param>
/// <param name="reader">Reads one.</param>
/// <param name="metrics">Counts them.</param>
/// <param name="health">Where trouble is told.</param>
/// <param name="time">Measures the interval.</param>
/// <param name="logger">Where trouble is told, too.</param>
internal sealed partial class BounceWorker(
    MailOptions mail, ReturnedMailReader reader, BounceMetrics metrics, ServiceHealth health, TimeProvider time, ILogger<BounceWorker> logger) : BackgroundService
{
    // Two workers of one database may both look at the mailbox, which only one can have open: a failure alone is no news.
    private const int FailuresUntilTold = 3;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (mail.Bounces is not { } bounces) return;
        await Task.WhenAll(Sources(bounces).Select(source => RunAsync(source, bounces.Interval, stoppingToken)));
    }

    private static IEnumerable<IReturnedMailSource> Sources(BounceOptions bounces)
    {
        if (bounces.Pop3 is { } pop3) yield return new Pop3Source(pop3);
        if (bounces.Maildir is { } maildir) yield return new MaildirSource(maildir);
    }

    private async Task RunAsync(IReturnedMailSource source, TimeSpan interval, CancellationToken stopping)
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await source.ReadAsync(content => ReadAsync(content, stopping), stopping);
                failures = 0;
                health.Set(source.Name, null);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The edge of the loop: what was not read is still there.
                if (exception is not MailSourceException) LogFailed(exception);
                if (++failures == FailuresUntilTold) LogAway(exception.Message);
                if (failures >= FailuresUntilTold) health.Set(source.Name, exception.Message);
            }

            await Task.Delay(interval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(ReadOnlyMemory<byte> content, CancellationToken stopping) => metrics.Add(await reader.ReadAsync(content, null, stopping));

    [LoggerMessage(4050, LogLevel.Warning, "{Reason} It is tried again")]
    private partial void LogAway(string reason);

    [LoggerMessage(4051, LogLevel.Error, "Mails that came back could not be read; they stay for the next time")]
    private partial void LogFailed(Exception exception);
}
