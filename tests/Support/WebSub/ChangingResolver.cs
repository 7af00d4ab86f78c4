using System.Net;
using Syndication.Worker.Outgoing;

namespace Syndication.Tests.Support.WebSub;

/// <summary>A name server that gives other addresses each time it is asked, as a rebinding one does; the last ones stay.</summary>
public sealed class ChangingResolver(params string[][] answers) : IHostResolver
{
    private int asked;

    /// <summary>How often it was asked.</summary>
    public int Asked => asked;

    Task<IReadOnlyList<IPAddress>> IHostResolver.ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var turn = Interlocked.Increment(ref asked) - 1;
        return Task.FromResult<IReadOnlyList<IPAddress>>([.. answers[Math.Min(turn, answers.Length - 1)].Select(IPAddress.Parse)]);
    }
}
