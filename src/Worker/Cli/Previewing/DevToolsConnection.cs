using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Syndication.Worker.Cli.Previewing;

/// <summary>Speaks the Chrome DevTools Protocol with a browser: numbered commands, their answers, and events.</summary>
internal sealed class DevToolsConnection : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource closed = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly ConcurrentDictionary<long, TaskCompletionSource<JsonElement>> waiting = [];
    private Task reading = Task.CompletedTask;
    private long last;

    /// <summary>Called for each event with its name, its parameters and its session.</summary>
    public Action<string, JsonElement, string?> OnEvent { get; set; } = static (_, _, _) => { };

    /// <summary>Opens the line.</summary>
    public async Task ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        // A proxy of the environment is not for this machine.
        socket.Options.Proxy = null;
        await socket.ConnectAsync(address, cancellationToken);
        reading = ReadAsync();
    }

    /// <summary>Sends a command and returns its result.</summary>
    /// <param name="method">The command.</param>
    /// <param name="parameters">Its parameters, or null.</param>
    /// <param name="session">The page that it is for, or null for the browser.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="PictureException">The browser refused it or is gone.</exception>
    public async Task<JsonElement> SendAsync(string method, JsonObject? parameters, string? session, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref last);
        var answer = waiting[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (reading.IsCompleted) throw new PictureException("The browser is gone.");
        var command = new JsonObject { ["id"] = id, ["method"] = method };
        if (parameters is not null) command["params"] = parameters;
        if (session is not null) command["sessionId"] = session;
        await sending.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(command), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            sending.Release();
        }

        return await answer.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync();
        await reading;
        socket.Dispose();
        sending.Dispose();
        closed.Dispose();
    }

    private async Task ReadAsync()
    {
        var (buffer, message) = (new byte[BufferSize], new MemoryStream());
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), closed.Token);
                if (part.MessageType == WebSocketMessageType.Close) break;
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage) continue;
                Take(JsonDocument.Parse(message.ToArray()).RootElement);
                message.SetLength(0);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or JsonException)
        {
            // The browser is gone, or we are: whoever waits is told.
        }

        foreach (var answer in waiting.Values) answer.TrySetException(new PictureException("The browser is gone."));
    }

    private void Take(JsonElement message)
    {
        if (!message.TryGetProperty("id", out var id))
        {
            OnEvent(message.GetProperty("method").GetString()!, message.GetProperty("params"), message.TryGetProperty("sessionId", out var session) ? session.GetString() : null);
            return;
        }

        if (!waiting.TryRemove(id.GetInt64(), out var answer)) return;
        if (message.TryGetProperty("error", out var error)) answer.TrySetException(new PictureException(string.Create(CultureInfo.InvariantCulture, $"The browser refuses: {error.GetProperty("message")}")));
        else answer.TrySetResult(message.GetProperty("result"));
    }
}
