import Foundation
import Synchronization
import Testing

@testable import Publishing

@Suite struct BuildLockTests {
  @Test("a second build waits a while, and then says who holds the lock") func waits() throws {
    let site = try OutputFixture()
    let first = try BuildLock(site.beside, for: site.output, on: Disk())
    do {
      _ = try BuildLock(site.beside, for: site.output, on: Disk(), patience: 1)
      Issue.record("two builds at once")
    } catch {
      #expect(error.code == "T908")
      let own = ProcessInfo.processInfo.processIdentifier
      #expect(error.reason == "another build, process \(own), is writing to it")
    }
    #expect(first.isHeld)
    first.release()
    let second = try BuildLock(site.beside, for: site.output, on: Disk(), patience: 0)
    #expect(!first.isHeld && second.isHeld)
    first.release()
    #expect(second.isHeld)
  }

  @Test("the lock goes with the last copy of the stage, and the folder with it") func ends() throws
  {
    let site = try OutputFixture()
    for _ in 0..<3 {
      do {
        let stage = try site.stage()
        let copy = stage
        #expect(!copy.everythingStands(jobs: 2))
      }
      #expect(site.names("") == [])
    }
  }

  @Test("builds at once in one folder come one after the other") func oneAfterTheOther() throws {
    let site = try OutputFixture()
    let failures = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: 4) { worker in
      for round in 0..<8 {
        do {
          try site.publish(["index.html": "\(worker) \(round)", "\(worker).html": "\(round)"])
        } catch {
          failures.add(1, ordering: .relaxed)
        }
      }
    }
    #expect(failures.load(ordering: .relaxed) == 0)
    let tree = site.tree()
    #expect(tree.count == 2)
    #expect(tree["index.html"]?.hasSuffix(" 7") == true)
    reportCases(32, "builds at once")
  }
}
