import Testing

@testable import Publishing

@Suite struct PaginationTests {
  @Test("numbered pages and the front list hold every article once") func everyArticleOnce() {
    var count = 0
    for total in 0...47 {
      for size in 1...12 {
        let pages = Pagination(count: total, size: size)
        var seen: [Int] = Array(pages.front)
        for number in stride(from: pages.numberedCount, to: 0, by: -1) {
          seen += pages.page(number)
        }
        #expect(seen == Array(0..<total), "\(total) articles, \(size) a page")
        if total >= 2 * size { #expect(size..<2 * size ~= pages.front.count) }
        count += 1
      }
    }
    reportCases(count, "paginations")
  }

  @Test("a numbered page never changes when an article is added") func pagesAreStable() {
    let before = Pagination(count: 45, size: 10)
    let after = Pagination(count: 46, size: 10)
    for number in 1...before.numberedCount {
      // Indices count from the newest, so everything moves by the one that was added.
      #expect(
        after.page(number) == before.page(number).lowerBound + 1..<before.page(number).upperBound
          + 1)
    }
  }
}
