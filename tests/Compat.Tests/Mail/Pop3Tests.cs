using System.Text;
using MailKit.Net.Pop3;

namespace Syndication.Tests.Compat.Mail;

public sealed class Pop3Tests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_comes_byte_for_byte_with_its_dots()
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"]);
        using var client = await Pop3Sessions.LogInAsync(server);

        using var reader = new StreamReader(await client.GetStreamAsync(0, cancellationToken: Token), Encoding.Latin1);

        Assert.Equal(Pop3Sessions.Message, await reader.ReadToEndAsync(Token));
        Assert.Equal(Pop3Sessions.Message.Length, await client.GetMessageSizeAsync(0, Token));
    }

    [Fact]
    public async Task Dot_that_is_not_doubled_stays()
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"]);
        server.Answers["RETR"] = "+OK\r\n.one\r\n..two\r\n.";
        using var client = await Pop3Sessions.LogInAsync(server);

        using var reader = new StreamReader(await client.GetStreamAsync(0, cancellationToken: Token), Encoding.Latin1);

        Assert.Equal(".one\r\n.two\r\n", await reader.ReadToEndAsync(Token));
    }

    [Fact]
    public async Task Dots_in_a_very_long_line_are_its_own()
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"]);
        var line = new string('.', 300_000) + "\r\n";
        server.Answers["RETR"] = "+OK\r\nx" + line + ".";
        using var client = await Pop3Sessions.LogInAsync(server);

        using var reader = new StreamReader(await client.GetStreamAsync(0, cancellationToken: Token), Encoding.Latin1);

        Assert.Equal("x" + line, await reader.ReadToEndAsync(Token));
    }

    [Fact]
    public async Task What_is_no_message_is_a_protocol_exception_that_leaves_the_session_open()
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"]);
        server.Answers["RETR"] = "+OK\r\n.";
        using var client = await Pop3Sessions.LogInAsync(server);

        await Assert.ThrowsAsync<Pop3ProtocolException>(() => client.GetMessageAsync(0, Token));

        await client.NoOpAsync(Token);
    }

    [Fact]
    public async Task Headers_come_alone()
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"]);
        using var client = await Pop3Sessions.LogInAsync(server);

        using var reader = new StreamReader(await client.GetStreamAsync(0, headersOnly: true, Token), Encoding.Latin1);

        Assert.Equal("Subject: one\r\nTo: a@example.org\r\n", (await reader.ReadToEndAsync(Token)).TrimEnd('\r', '\n') + "\r\n");
        Assert.Contains("TOP 1 0", server.Commands);
    }

    [Fact]
    public async Task Deleted_message_goes_when_the_session_ends_in_order()
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"]);
        using (var client = await Pop3Sessions.LogInAsync(server))
        {
            await client.DeleteMessageAsync(0, Token);
            await client.DisconnectAsync(quit: false, Token);
        }

        Assert.Single(server.Messages);
        using var again = await Pop3Sessions.LogInAsync(server);
        await again.DeleteMessageAsync(0, Token);
        await again.DisconnectAsync(quit: true, Token);

        Assert.False(again.IsConnected);
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task Refused_command_leaves_the_session_open()
    {
        await using var server = Pop3Sessions.CreateServer(["PLAIN"]);
        using var client = await Pop3Sessions.LogInAsync(server);
        server.Answers["RETR"] = "-ERR [SYS/TEMP] not now";

        var failure = await Assert.ThrowsAsync<Pop3CommandException>(() => client.GetStreamAsync(0, cancellationToken: Token));

        Assert.Equal("[SYS/TEMP] not now", failure.StatusText);
        Assert.True(client.IsConnected);
        await client.NoOpAsync(Token);
    }
}
