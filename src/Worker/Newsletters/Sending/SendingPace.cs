using Syndication.Worker.Mail;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>Keeps all connections together below <c>Mail:RatePerSecond</c>.</summary>
/// <param name="mail">The rate; zero for no limit.</param>
/// <param name="time">Measures it: by the time that passes, whatever the clock is set to.</param>
internal sealed class SendingPace(MailOptions mail, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly long start = time.GetTimestamp();
    private TimeSpan next;

    /// <summary>Waits for the next free moment.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (mail.RatePerSecond <= 0) return;
        var now = time.GetElapsedTime(start);
        TimeSpan wait;
        lock (gate)
        {
            if (next < now) next = now;
            wait = next - now;
            next += TimeSpan.FromSeconds(1 / mail.RatePerSecond);
        }

        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
    }
}
