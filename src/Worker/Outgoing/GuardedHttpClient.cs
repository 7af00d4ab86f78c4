using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Syndication.Worker.Outgoing;

/// <summary>Makes requests to addresses that strangers chose, without letting them reach what only this machine can reach.</summary>
/// <remarks>
/// Each request resolves the name afresh, checks every address, and connects to a checked one, so a name that
/// changes its mind in between (DNS rebinding) gains nothing. No redirect is followed, no proxy used, no cookie or credential kept.
/// </remarks>
internal sealed class GuardedHttpClient : IDisposable
{
    private const int MostAddresses = 4;
    private const int MostHeaderKilobytes = 16;

    private readonly AddressPolicy policy;
    private readonly IHostResolver resolver;
    private readonly OutgoingLimits limits;
    private readonly TimeProvider time;
    private readonly HttpClient client;

    /// <summary>A client that holds to a policy.</summary>
    public GuardedHttpClient(AddressPolicy policy, IHostResolver resolver, OutgoingLimits limits, TimeProvider time)
    {
        (this.policy, this.resolver, this.limits, this.time) = (policy, resolver, limits, time);
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = limits.Connect,
            ConnectCallback = ConnectAsync,
            // A connection that is kept would be used without looking at the name again.
            PooledConnectionLifetime = TimeSpan.Zero,
            MaxResponseHeadersLength = MostHeaderKilobytes,
            MaxResponseDrainSize = 0,
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Syndication", typeof(GuardedHttpClient).Assembly.GetName().Version!.ToString(2)));
    }

    /// <summary>Sends a request; whatever the other side does is an answer or a failure, never an exception.</summary>
    /// <param name="request">The request, to an absolute http or https address.</param>
    /// <param name="mostBody">Most bytes of the answer's body, past which it is <see cref="OutgoingFailure.TooLong"/>; 0: the body is not looked at.</param>
    /// <param name="cancellationToken">Gives the request up.</param>
    public async Task<OutgoingAnswer> SendAsync(HttpRequestMessage request, int mostBody, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(limits.Whole, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await ReadAsync(response, mostBody, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new OutgoingAnswer(OutgoingFailure.TimedOut, 0, default);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            var refused = exception is RefusedAddressException || exception.InnerException is RefusedAddressException;
            return new OutgoingAnswer(refused ? OutgoingFailure.Refused : OutgoingFailure.Unreachable, 0, default);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static async Task<OutgoingAnswer> ReadAsync(HttpResponseMessage response, int mostBody, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (mostBody == 0) return new OutgoingAnswer(OutgoingFailure.None, status, default) { Location = response.Headers.Location };
        var buffer = new byte[mostBody + 1];
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > mostBody
            ? new OutgoingAnswer(OutgoingFailure.TooLong, status, default)
            : new OutgoingAnswer(OutgoingFailure.None, status, buffer.AsMemory(0, length));
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await resolver.ResolveAsync(host, cancellationToken);
        // One address that is not allowed spoils the name: an honest public service has none.
        if (addresses.Count == 0 || !addresses.All(address => policy.Allows(address, port))) throw new RefusedAddressException();
        SocketException? last = null;
        foreach (var address in addresses.Take(MostAddresses))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException exception)
            {
                socket.Dispose();
                last = exception;
            }
            catch (OperationCanceledException)
            {
                socket.Dispose();
                throw;
            }
        }

        throw last!;
    }
}
