using System.Text.Json;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.Integration.Editions;

/// <summary>What editors and ops ask beside the running service.</summary>
public sealed class InquiryCommandTests
{
    [Fact]
    public async Task Reader_s_history_and_outlook_are_told_as_text_and_as_json()
    {
        await using var service = await ArchivedEditions.StartAsync(ArchivedEditions.Newsletter());
        await service.SendAsync("Gout");
        var text = await service.CallAsync("explain", "--subscriber", "reader@example.com", "--post", "gout.md");
        var json = await service.CallAsync("explain", "--subscriber", "reader@example.com", "--format", "json");
        var nobody = await service.CallAsync("explain", "--subscriber", "nobody@example.com");

        Assert.Contains("\nGOT  gout.md\nSent 20", text.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var subscription = JsonDocument.Parse(json.Out).RootElement.GetProperty("subscriptions")[0];
        Assert.Equal("sent", subscription.GetProperty("editions")[0].GetProperty("receipt").GetString());
        Assert.Equal(JsonValueKind.String, subscription.GetProperty("nextThere").ValueKind);
        Assert.Equal(1, nobody.Code);
        Assert.DoesNotContain(service.Log, line => line.Contains("reader@example.com", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scheduled_post_is_in_the_firing_after_its_date()
    {
        await using var service = await ArchivedEditions.StartAsync(ArchivedEditions.Newsletter());
        service.Save("later.md", "Later", date: "2098-01-01");
        var (code, output, _) = await service.CallAsync("simulate", "--from", "2097-12-30", "--to", "2098-01-10", "--format", "json");
        var text = await service.CallAsync("simulate", "--from", "2098-01-01", "--to", "2098-01-10");

        Assert.Equal(0, code);
        var sending = JsonDocument.Parse(output).RootElement.GetProperty("firings").EnumerateArray().Single(firing => firing.GetProperty("outcome").GetString() == "sends");
        Assert.Equal(("2098-01-06T08:00:00", 1), (sending.GetProperty("occurrence").GetString(), sending.GetProperty("readers").GetInt32()));
        Assert.Equal("later.md", sending.GetProperty("posts")[0].GetProperty("file").GetString());
        Assert.Contains("1 of 1 confirmed readers get 1 posts", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_that_cannot_be_answered_are_told_so()
    {
        await using var service = WholeService.Prepare();

        Assert.Contains("There is no database yet", (await service.CallAsync("simulate")).Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(service.PathOf("data")));
        await service.StartAsync();
        Assert.Equal(2, (await service.CallAsync("simulate", "--from", "tomorrow")).Code);
        Assert.Equal(2, (await service.CallAsync("simulate", "--from", "2026-12-02", "--to", "2026-12-01")).Code);
        Assert.Equal(2, (await service.CallAsync("simulate", "--newsletter", "none")).Code);
        Assert.Equal(2, (await service.CallAsync("explain")).Code);
    }
}
