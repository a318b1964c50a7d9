namespace Shop;

internal sealed record Order(int Number, string Item, decimal Price);

internal static class Orders
{
    public static IReadOnlyList<Order> All { get; } = [new(1, "Lamp", 49.90m), new(2, "Chair", 129.00m)];

    public static object Prices => All.ToDictionary(order => order.Item, order => order.Price);

    public static object Report => new { Count = All.Count, Total = All.Sum(order => order.Price) };
}
