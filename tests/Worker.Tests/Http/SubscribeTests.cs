using System.Net;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.Worker.Http;

public sealed class SubscribeTests
{
    [Fact]
    public async Task Sign_up_waits_for_its_confirmation_and_queues_one_mail()
    {
        await using var service = await RunningService.StartAsync();

        using var answer = await service.Client.PostAsync("subscribe", Form(("email", "Reader@EXAMPLE.org"), ("schedule", "weekly")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Pending", await service.Database.ScalarAsync<string>("SELECT state FROM subscriptions"));
        Assert.Equal("Reader@example.org", await service.Database.ScalarAsync<string>("SELECT address FROM subscribers"));
        Assert.Equal("Confirmation", await service.Database.ScalarAsync<string>("SELECT kind FROM deliveries WHERE state = 'Queued'"));
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
