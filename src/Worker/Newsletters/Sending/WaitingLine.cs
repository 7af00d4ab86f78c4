using Syndication.Worker.Mail;
using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>
/// The leased deliveries of this process, in the order in which they were claimed. One whose domain is at its limit steps aside and lets the others
/// pass; of such a domain no more are kept than it takes within seconds.
/// </summary>
/// <param name="paces">How fast each domain may go.</param>
/// <param name="mail">How many connections there are.</param>
/// <param name="time">Tells the time that has passed.</param>
internal sealed class WaitingLine(DomainPaces paces, MailOptions mail, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly long start = time.GetTimestamp();
    private readonly Queue<(ClaimedDelivery Delivery, DomainPace Pace)> line = new();
    private readonly Dictionary<DomainPace, Queue<ClaimedDelivery>> aside = [];
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private TaskCompletionSource freed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many deliveries are worth claiming at a time.</summary>
    public int Appetite => mail.MaxConnections * 32;

    /// <summary>Ends when a connection to a domain that others wait for is free.</summary>
    public Task Freed => Volatile.Read(ref freed).Task;

    /// <summary>Adds claimed deliveries.</summary>
    /// <returns>Those that are beyond what their domains can take soon, with the time until they can.</returns>
    public IReadOnlyList<(ClaimedDelivery Delivery, TimeSpan Wait)> Add(IReadOnlyList<ClaimedDelivery> claimed)
    {
        lock (gate)
        {
            var now = time.GetElapsedTime(start);
            var beyond = new List<(ClaimedDelivery, TimeSpan)>();
            foreach (var delivery in claimed)
            {
                var pace = paces.For(delivery.Address);
                // What a reader waits for is not put off, though it goes no faster than its domain takes.
                if (delivery.Kind == DeliveryKind.Digest && pace.Held >= pace.CapacityFor(KeptFor))
                {
                    beyond.Add((delivery, Parking.NextFor(pace, now + KeptFor) - now));
                    continue;
                }

                pace.Held++;
                ids.Add(delivery.Id);
                line.Enqueue((delivery, pace));
            }

            return beyond;
        }
    }

    /// <summary>The next delivery whose domain takes it now.</summary>
    /// <param name="wait">Else the time until there is one, <see cref="TimeSpan.MaxValue"/> when only a free connection or a claim brings one.</param>
    public DeliveryTurn? TryTake(out TimeSpan wait)
    {
        wait = TimeSpan.MaxValue;
        lock (gate)
        {
            var now = time.GetElapsedTime(start);
            foreach (var (pace, waiting) in aside)
            {
                var until = pace.WaitAt(now);
                if (until <= TimeSpan.Zero)
                {
                    var delivery = waiting.Dequeue();
                    if (waiting.Count == 0) aside.Remove(pace);
                    return Begin(delivery, pace, now);
                }

                if (until < wait) wait = until;
            }

            while (line.TryDequeue(out var first))
            {
                var (delivery, pace) = first;
                var until = pace.IsFree ? TimeSpan.Zero : pace.WaitAt(now);
                if (until <= TimeSpan.Zero && !aside.ContainsKey(pace)) return Begin(delivery, pace, now);
                if (until < wait) wait = until;
                StepAside(delivery, pace);
            }

            return null;
        }
    }

    /// <summary>The first delivery, if none stepped aside and its domain has no limit, so that holding its turn for a while keeps nobody back.</summary>
    public DeliveryTurn? TryTakeFree()
    {
        lock (gate)
        {
            if (aside.Count > 0 || !line.TryPeek(out var first) || !first.Pace.IsFree) return null;
            line.Dequeue();
            return Begin(first.Delivery, first.Pace, time.GetElapsedTime(start));
        }
    }

    /// <summary>Asks whether a turn that was taken ahead may still begin; where its domain was slowed or closed meanwhile, it steps aside and is no turn any more.</summary>
    public bool MayBegin(DeliveryTurn turn)
    {
        lock (gate)
        {
            if (turn.Pace.IsFree) return true;
            turn.Pace.End();
            turn.Pace.Held++;
            StepAside(turn.Delivery, turn.Pace);
            return false;
        }
    }

    /// <summary>Ends a turn.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="outcome">What the server said; null when it was not asked.</param>
    public void End(DeliveryTurn turn, MailOutcome? outcome)
    {
        lock (gate)
        {
            var now = time.GetElapsedTime(start);
            var pace = turn.Pace;
            ids.Remove(turn.Delivery.Id);
            pace.End();
            if (outcome is MailOutcome.Deferred { AsksForLess: true }) pace.Slow(turn.Begun, now);
            if (outcome is MailOutcome.Deferred { IsDestination: true } or MailOutcome.Unknown) pace.Fail(now);
            else if (outcome is MailOutcome.Accepted or MailOutcome.Rejected) pace.Succeed(now);
            if (outcome is not (null or MailOutcome.Withheld)) paces.Note(pace, outcome.Reply);
            if (!aside.ContainsKey(pace)) return;
        }

        Interlocked.Exchange(ref freed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>The deliveries that this process knows to be its own: those that wait and those under way.</summary>
    public IReadOnlyList<string> ReadIds()
    {
        lock (gate) return [.. ids];
    }

    /// <summary>Forgets what waits; the leases themselves are given back by the worker's leave.</summary>
    public void Clear()
    {
        lock (gate)
        {
            while (line.TryDequeue(out var waiting)) Forget(waiting.Delivery, waiting.Pace);
            foreach (var (pace, waiting) in aside) foreach (var delivery in waiting) Forget(delivery, pace);
            aside.Clear();
        }
    }

    private DeliveryTurn Begin(ClaimedDelivery delivery, DomainPace pace, TimeSpan now)
    {
        pace.Held--;
        pace.Begin(now);
        return new DeliveryTurn(delivery, pace, now);
    }

    private void StepAside(ClaimedDelivery delivery, DomainPace pace)
    {
        if (!aside.TryGetValue(pace, out var waiting)) aside[pace] = waiting = new Queue<ClaimedDelivery>();
        waiting.Enqueue(delivery);
    }

    private void Forget(ClaimedDelivery delivery, DomainPace pace)
    {
        pace.Held--;
        ids.Remove(delivery.Id);
    }
}
