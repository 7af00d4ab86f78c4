using Syndication.Feeds.Publishing;
using Syndication.Worker.Mail;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>Hands leased deliveries to the connections and leases more when they run out.</summary>
/// <param name="deliveries">The deliveries.</param>
/// <param name="published">The posts: before they are read only confirmations can be composed.</param>
/// <param name="destination">Whether the way out is open.</param>
/// <param name="worker">Who leases.</param>
/// <param name="mail">How many connections there are.</param>
/// <param name="time">Measures waiting.</param>
internal sealed class ClaimQueue(
    DeliveryStore deliveries, PublishedPosts published, DestinationHealth destination, WorkerIdentity worker, MailOptions mail, TimeProvider time) : IDisposable
{
    /// <summary>A confirmation should leave while its reader still waits for it.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly Queue<ClaimedDelivery> claimed = new();
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>The next delivery; waits until one is due.</summary>
    public async Task<ClaimedDelivery> TakeAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (destination.Wait() is var wait && wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait < PollInterval ? wait : PollInterval, time, cancellationToken);
                    continue;
                }

                if (claimed.TryDequeue(out var delivery)) return delivery;
                var digests = !ReferenceEquals(published.Current, PublishedState.Empty);
                var more = await deliveries.ClaimAsync(worker.Id, digests, mail.MaxConnections * 32, cancellationToken);
                foreach (var item in more) claimed.Enqueue(item);
                if (more.Count == 0) await Task.Delay(PollInterval, time, cancellationToken);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Forgets what was leased and not taken; the leases themselves are given back by the worker's leave.</summary>
    public void Clear() => claimed.Clear();

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();
}
