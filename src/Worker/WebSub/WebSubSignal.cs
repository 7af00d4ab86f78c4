namespace Syndication.Worker.WebSub;

/// <summary>Wakes those who wait for something to tell.</summary>
internal sealed class WebSubSignal
{
    private TaskCompletionSource next = Create();

    /// <summary>Ends at the next <see cref="Raise"/>. Taken before one looks for work, it cannot be missed.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    /// <summary>Wakes everybody.</summary>
    public void Raise() => Interlocked.Exchange(ref next, Create()).SetResult();

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
